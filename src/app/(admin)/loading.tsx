import { Card } from '#components/ui/card.tsx'
import { Skeleton, SkeletonText } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <>
      <div className="flex h-12 flex-col gap-2">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <Card>
        <SkeletonText lines={8} />
      </Card>
    </>
  )
}
