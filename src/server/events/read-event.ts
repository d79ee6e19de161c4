import { findEventType } from './event-types.ts'

/** An event as stored, whatever schema version it was written in. */
export type StoredEvent = { type: string; schemaVersion: number; data: unknown }

/** How often this process met events whose type or schema version it does not know, by type. */
export const unknownEvents = new Map<string, number>()

/**
 * An event's data as its newest schema has it. What this version of Cairn does not know, because a newer one wrote it or
 * because it fits no schema, is passed on unharmed and counted: a log is never refused for one entry.
 */
export function readEvent<E extends StoredEvent>(event: E): E {
  const known = findEventType(event.type)
  const parsed = known?.versions[event.schemaVersion - 1]?.safeParse(event.data)
  if (!known || !parsed?.success) {
    unknownEvents.set(event.type, (unknownEvents.get(event.type) ?? 0) + 1)
    return event
  }
  const steps = known.upcasters.slice(event.schemaVersion - 1)
  return {
    ...event,
    schemaVersion: known.versions.length,
    data: steps.reduce((data, upcast) => upcast(data), parsed.data),
  }
}
