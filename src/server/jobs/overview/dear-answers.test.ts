import { expect, it } from 'vitest'
import { createDearAnswers } from './dear-answers.ts'

function answering(took: number) {
  const clock = { ms: 0 }
  let asked = 0
  const answers = createDearAnswers(() => clock.ms)
  const question = async () => {
    clock.ms += took
    asked += 1
    return asked
  }
  return { clock, answers, ask: (key = 'how') => answers.ask(key, question) }
}

it('asks anew each time what is answered quickly', async () => {
  const { ask } = answering(5)
  expect([await ask(), await ask()]).toEqual([1, 2])
})

it('gives a dear answer again for twenty times as long as it took, and one answer to all who ask meanwhile', async () => {
  const { clock, ask } = answering(200)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  expect(await ask('another')).toBe(2)
  clock.ms = 4_199
  expect(await ask()).toBe(1)
  clock.ms = 4_200
  expect(await ask()).toBe(3)
})

it('asks anew after somebody changed something, and after a failure', async () => {
  const { answers, ask } = answering(200)
  await ask()
  answers.forget()
  expect(await ask()).toBe(2)
  const fails = () => answers.ask('fails', () => Promise.reject(new Error('busy')))
  await expect(fails()).rejects.toThrow('busy')
  expect(await answers.ask('fails', async () => 'well')).toBe('well')
})
