import type { OpeningHours } from './opening-hours.ts'

/** Nine to nine on every day, to start a new store from. */
export const usualHours: OpeningHours = {
  mon: [{ open: '09:00', close: '21:00' }],
  tue: [{ open: '09:00', close: '21:00' }],
  wed: [{ open: '09:00', close: '21:00' }],
  thu: [{ open: '09:00', close: '21:00' }],
  fri: [{ open: '09:00', close: '21:00' }],
  sat: [{ open: '09:00', close: '21:00' }],
  sun: [{ open: '09:00', close: '21:00' }],
}
