/** An answer counts this many times as long as it took: however many look, one question is at work a twentieth of the time. */
const rest = 20

/** What is answered sooner than this is asked anew each time. */
const dearMs = 50

type Kept = { answer: Promise<unknown>; until: number }

/**
 * Gives answers again that were dear, for as long as they were dear: screens of a busy queue ask every second, and with a
 * long backlog that alone would be work. Who asks while an answer is being made gets the same one.
 * @param now milliseconds of a clock that never goes back
 */
export function createDearAnswers(now: () => number = () => performance.now()) {
  const kept = new Map<string, Kept>()
  return {
    /** @param key tells apart what gives different answers, also to different people */
    async ask<T>(key: string, question: () => Promise<T>): Promise<T> {
      const known = kept.get(key)
      // The same key comes from the same question.
      if (known && now() < known.until) return (await known.answer) as T
      for (const [old, { until }] of kept) if (until <= now()) kept.delete(old)
      const began = now()
      const answer = question()
      const entry: Kept = { answer, until: Number.POSITIVE_INFINITY }
      kept.set(key, entry)
      const settle = (until: number) => {
        entry.until = until
        if (until <= now() && kept.get(key) === entry) kept.delete(key)
      }
      try {
        const result = await answer
        const took = now() - began
        settle(took < dearMs ? now() : now() + took * rest)
        return result
      } catch (error) {
        settle(now())
        throw error
      }
    },
    /** For when somebody changed what is asked about: nobody sees the state before their own doing. */
    forget: (): void => kept.clear(),
  }
}
