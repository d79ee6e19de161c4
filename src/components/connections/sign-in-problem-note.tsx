import { TriangleAlert } from 'lucide-react'
import { type SignInProblem, signInProblemWords } from '#lib/sign-in-problems.ts'

/** Why a person came back from a vendor's own page without a sign-in, and what to do. */
export function SignInProblemNote({ problem, vendor }: { problem: SignInProblem; vendor: string }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-card border border-attention-line bg-attention-soft p-4"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
      <p className="max-w-[72ch] min-w-0">{signInProblemWords(problem, vendor)}</p>
    </div>
  )
}
