import { expect, test } from 'vitest'
import { adapterFor, allManifests, vendorName } from './lookup.ts'

test('every vendor is found under the id its manifest gives', () => {
  for (const { id, name } of allManifests()) {
    expect(adapterFor(id).manifest.id).toBe(id)
    expect(vendorName(id)).toBe(name)
  }
})

test.each(['no-such-pos', 'constructor', ''])('"%s" is not found, and the error tells what is', (vendor) => {
  expect(() => adapterFor(vendor)).toThrow(/No adapter is registered.*Known ones: /)
  expect(vendorName(vendor)).toBe(vendor)
})

test('whoever wants people to sign in on a page of its own says how, and nobody else does', () => {
  for (const { id, signInMethods } of allManifests()) {
    const interactive = signInMethods.some((method) => method.interactive === true)
    expect(adapterFor(id).oauth !== undefined, id).toBe(interactive)
  }
})
