import { env } from '#env'
import { allManifests } from '#server/adapters/lookup.ts'
import { permittedProcedure, router } from '../../init.ts'

/** The point-of-sale systems Cairn speaks with. */
export const vendorsRouter = router({
  list: permittedProcedure('connections.read').query(() => ({
    vendors: allManifests(),
    simulatorAvailable: env.SIMULATORS_URL !== undefined,
  })),
})
