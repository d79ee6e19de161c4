import { expect, test } from './fixtures.ts'

const email = 'lena.ortiz@demo.cairn.test'
const password = 'seven quiet lanterns at dusk'

test('somebody is invited by link, joins, gets another role, is signed out and removed', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/members')
  const members = page.getByRole('table', { name: 'Members' })

  const link = await test.step('the invitation is a link, shown this once', async () => {
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill(email)
    await dialog.getByRole('radio', { name: /^Viewer/ }).click()
    await dialog.getByRole('button', { name: 'Make invitation link' }).click()
    const address = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Viewer')
    return address
  })

  const theirs = await browser.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    storageState: { cookies: [], origins: [] },
  })
  const window = await theirs.newPage()

  await test.step('a common password is refused, a long one of plain words is not', async () => {
    await window.goto(link)
    await window.getByLabel('Your name').fill('Lena Ortiz')
    await window.getByLabel('Password', { exact: true }).fill('password1234')
    await window.getByRole('button', { name: 'Join' }).click()
    await expect(window.getByText('This password is one of those attackers try first.')).toBeVisible()
    await window.getByLabel('Password', { exact: true }).fill(password)
    await window.getByRole('button', { name: 'Join' }).click()
    await expect(window.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    await window.goto('/members')
    await expect(window.getByRole('heading', { name: 'You can’t see this page' })).toBeVisible()
  })

  await test.step('the link makes one account only', async () => {
    const late = await browser.newContext({ storageState: { cookies: [], origins: [] } })
    const lateWindow = await late.newPage()
    await lateWindow.goto(link)
    await expect(lateWindow.getByRole('heading', { name: 'This invitation can’t be used' })).toBeVisible()
    await late.close()
  })

  await test.step('another role counts from their next page on', async () => {
    await page.reload()
    await members.getByRole('row').filter({ hasText: email }).click()
    await page.getByRole('button', { name: 'Change role and stores' }).click()
    const dialog = page.getByRole('dialog', { name: /Role and stores of/ })
    await dialog.getByRole('radio', { name: /^Admin/ }).click()
    await dialog.getByRole('button', { name: 'Save role' }).click()
    await expect(dialog).toHaveCount(0)
    await window.goto('/members')
    await expect(window.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  })

  await test.step('ending their sessions sends them to the sign-in', async () => {
    await page.getByRole('button', { name: 'End sessions' }).click()
    await page
      .getByRole('dialog', { name: /everywhere/ })
      .getByRole('button', { name: 'End sessions' })
      .click()
    await expect(page.getByText('1 session of Lena Ortiz ended').first()).toBeVisible()
    await window.goto('/catalogue')
    await expect(window).toHaveURL(/\/sign-in/)
  })

  await test.step('once removed they cannot come back in', async () => {
    await page.getByRole('button', { name: 'Remove member' }).click()
    const dialog = page.getByRole('dialog', { name: /^Remove/ })
    await dialog.getByLabel(/to confirm/).fill(email)
    await dialog.getByRole('button', { name: 'Remove member' }).click()
    await expect(members.getByRole('row').filter({ hasText: email })).toHaveCount(0)
    await window.getByLabel('E-mail').fill(email)
    await window.getByLabel('Password', { exact: true }).fill(password)
    await window.getByRole('button', { name: 'Sign in' }).click()
    await expect(window.getByRole('main').getByRole('alert').first()).toContainText(/password/i)
  })
  await theirs.close()
})
