/** Shown on the sign-in page of the demo, whose data is made up and whose seed makes this account. */
export const demoSignIn = { email: 'owner@demo.cairn.test', password: 'stacked-stones-owner' }
