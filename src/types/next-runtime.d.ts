declare namespace NodeJS {
  interface ProcessEnv {
    /** Set by Next at build time, to which of its runtimes a bundle is for. */
    readonly NEXT_RUNTIME?: 'nodejs' | 'edge'
  }
}
