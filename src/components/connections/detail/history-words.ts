import type { HistoryWords } from '#components/history/history-item.tsx'

/** How a connection's history is worded. */
export const connectionHistoryWords: HistoryWords = {
  titles: {
    'connection.created': 'Created',
    'connection.changed': 'Changed',
    'connection.activated': 'Activated',
    'connection.paused': 'Paused',
    'connection.resumed': 'Resumed',
    'connection.credentials_rotated': 'Credentials replaced',
    'connection.signed_in': 'Signed in at the vendor',
    'connection.removed': 'Removed',
  },
  label: (field) => field,
  value: (_, value) => String(value),
}
