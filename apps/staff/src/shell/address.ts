import type { StaffActor } from '#features/staff/staff/staff-actor.js'

const addresses = new WeakMap<StaffActor, string>()

/** Remembers which page this colleague's request is for, as long as the request lives. */
export const standAt = (me: StaffActor, url: string): void => void addresses.set(me, url.split('?', 1)[0] ?? '')

/** The path of that page; empty where no request was. */
export const addressOf = (me: StaffActor): string => addresses.get(me) ?? ''
