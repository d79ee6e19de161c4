export const passwordHelp =
  'At least 8 characters; a sentence of 15 or more is better. No rules about capitals or digits, but nothing attackers try first.'
