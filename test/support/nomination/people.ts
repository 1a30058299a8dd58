import type { Place } from '../people/applicant.js'
import { actorOf, staffDoor } from '../staff-door.js'
import type { WebClient } from '../web/client.js'
import { invited, nominationDoors } from './doors.js'

/** A partner signed in with its code, and a nominee who pressed the button of their link. */
export async function partnerAndNominee({ registration, world }: Place, mark: string): Promise<WebClient[]> {
  const doors = nominationDoors(world, await staffDoor(world))
  const coordinator = await actorOf(world, 'coordinator')
  const made = await doors.partners.make(coordinator, mark)
  const { link } = await invited(doors, coordinator, mark)
  const [partner, nominee] = [registration.visitor(), registration.visitor()]
  await partner.post('/en/sign-in', { code: made.ok ? made.value.code : '' })
  await nominee.post(`/en/link/${link}`, {})

  return [partner, nominee]
}
