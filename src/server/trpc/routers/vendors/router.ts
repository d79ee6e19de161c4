import { env } from '#env'
import { allManifests } from '#server/adapters/lookup.ts'
import { callbackUrl } from '#server/connections/oauth/callback-url.ts'
import { permittedProcedure, router } from '../../init.ts'

/** The point-of-sale systems Cairn speaks with. */
export const vendorsRouter = router({
  list: permittedProcedure('connections.read').query(() => {
    const vendors = allManifests()
    return {
      vendors,
      simulatorAvailable: env.SIMULATORS_URL !== undefined,
      /** By vendor: the address its own page sends people back to, for its list of allowed ones. */
      callbackUrls: Object.fromEntries(vendors.map(({ id }) => [id, callbackUrl(env.APP_URL, id)])),
    }
  }),
})
