'use client'
import { TriangleAlert } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { KeyValueList } from '#components/ui/key-value-list.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count } from '#lib/numbers.ts'
import { useMay } from '#trpc/use-me.ts'
import { SecretValue } from './secret-value.tsx'
import { SendTest } from './send-test.tsx'
import { type NoticeSetup, refusalWords, type Webhooks } from './words.ts'

type SetupProps = {
  connection: { id: string; status: string; timeZone: string; endpoint: 'live' | 'simulator' }
  setup: NoticeSetup
  webhooks: Webhooks
}

/** Where notices go, what proves them, what a person has to do at the POS, and a way to try the line. */
export function NoticeSetupCard({ connection, setup, webhooks }: SetupProps) {
  const mayWork = useMay('notices.work')
  const zone = { timeZone: connection.timeZone }
  return (
    <Card
      title="How notices reach Cairn"
      description={
        webhooks.registeredBy === 'api'
          ? `Cairn tells ${setup.vendorName} by itself what to tell of, and looks every hour whether it still does.`
          : `A person enters this once in ${setup.vendorName}.`
      }
    >
      <div className="flex flex-col gap-4">
        {!setup.reachable && connection.endpoint === 'live' && (
          <p className="flex items-start gap-2 rounded-card border border-attention-line bg-attention-soft px-4 py-2">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
            <span>
              No POS on the internet can reach this address. Set APP_URL to the https address under which
              people open Cairn from outside, and start it again.
            </span>
          </p>
        )}
        <KeyValueList
          items={[
            ...(webhooks.proof === 'address'
              ? []
              : [
                  {
                    label: 'Address',
                    value: (
                      <span className="inline-flex max-w-full items-center gap-1">
                        <code className="min-w-0 font-mono text-xs wrap-anywhere">{setup.address}</code>
                        <CopyButton text={setup.address} label="Copy address" />
                      </span>
                    ),
                  },
                ]),
            {
              label:
                webhooks.proof === 'address' ? 'Address' : webhooks.proof === 'bearer' ? 'Token' : 'Secret',
              value: <SecretValue connectionId={connection.id} setup={setup} webhooks={webhooks} {...zone} />,
            },
            { label: 'Proved by', value: webhooks.signedBy },
            { label: 'Last notice', value: <TimeAgo at={setup.lastNoticeAt} {...zone} never="None yet" /> },
            {
              label: 'Turned away, last 24 h',
              value:
                setup.refusals.length === 0
                  ? 'None'
                  : setup.refusals
                      .map((refusal) => `${count(refusal.count)}: ${refusalWords(refusal.reason)}`)
                      .join(', '),
            },
          ]}
        />
        {webhooks.setUp !== undefined && (
          <div>
            <p className="font-medium">
              {webhooks.topicsByHand === undefined
                ? `In ${setup.vendorName}`
                : `By hand, for ${webhooks.topicsByHand.join(', ')}`}
            </p>
            <ol className="mt-1 list-decimal pl-5 text-ink-muted">
              {webhooks.setUp.map((step) => (
                <li key={step} className="py-0.5">
                  {step}
                </li>
              ))}
            </ol>
          </div>
        )}
        {mayWork && connection.status !== 'draft' && <SendTest connectionId={connection.id} />}
      </div>
    </Card>
  )
}
