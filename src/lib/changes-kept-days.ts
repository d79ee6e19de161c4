/** How many days after its end a sync's difference is kept, record by record; till then it can be undone. */
export const changesKeptDays = 90
