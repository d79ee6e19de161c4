import { AdapterError } from '../errors.ts'
import type { Subscription, Subscriptions } from '../webhooks.ts'
import { withoutTopic, withTopic } from './topic-address.ts'
import type { WebhookCalls } from './webhook-calls.ts'

/** A webhook of BLAZE is a type and a list of addresses; each of those is a subscription here. */
export function subscriptionsOf(calls: WebhookCalls): Subscriptions {
  async function list(): Promise<Subscription[]> {
    return (await calls.hooks()).flatMap(({ id, type, urls }) =>
      urls.map((url) => ({ id, topic: type, address: withoutTopic(url) })),
    )
  }
  return {
    list,
    async subscribe(topic, address) {
      const there = (await list()).find((one) => one.topic === topic && one.address === address)
      return there ?? { id: await calls.addHook(topic, withTopic(address, topic)), topic, address }
    },
    async unsubscribe({ id, address }) {
      const hook = (await calls.hooks()).find((one) => one.id === id)
      if (!hook) return
      const urls = hook.urls.filter((url) => withoutTopic(url) !== address)
      if (urls.length > 0) return calls.changeHook({ ...hook, urls })
      await calls.removeHook(id).catch((error: unknown) => {
        if (!(error instanceof AdapterError) || error.kind !== 'not_found') throw error
      })
    },
  }
}
