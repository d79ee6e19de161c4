import { explain, StartProblem } from './problem.ts'

/**
 * Makes these variables the environment of this process too, and checks them the way every program will.
 * Modules that read `#env` must be imported after this, not at the top of a file.
 * @throws StartProblem naming every bad variable
 */
export async function loadSettings(settings: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  Object.assign(process.env, settings)
  await import('#env').catch((error: unknown) => {
    throw new StartProblem(explain(error))
  })
  return settings
}
