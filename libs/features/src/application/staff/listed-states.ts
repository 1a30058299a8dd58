import { applicationLifecycle, type ApplicationState } from '#domain/application/lifecycle.js'

/** States in the order of the lifecycle. */
export const states = Object.keys(applicationLifecycle) as ApplicationState[]

/** States a file on a staff page can stand in. */
export const listedStates = states.filter((state) => state !== 'draft' && state !== 'erased')
