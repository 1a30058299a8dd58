import { actorOf, staffDoor } from '../staff-door.js'
import { linkApi } from '../web/api.js'
import { startRegistration } from '../web/registration.js'
import { practiceWorld, usualStaff } from '../world.js'
import { invited, nominationDoors } from './doors.js'

/** The public app on a world with its staff: partners and nominees come to it, a coordinator makes and invites them. */
export async function nominationApp() {
  const world = await practiceWorld(usualStaff)
  const registration = await startRegistration(world)
  const doors = nominationDoors(world, await staffDoor(world))
  const coordinator = await actorOf(world, 'coordinator')
  const api = linkApi({ registration, world })

  return {
    world,
    registration,
    doors,
    coordinator,
    api,
    /** Somebody invited, with a session behind their link. */
    nominee: async (mark: string) => {
      const { id, link } = await invited(doors, coordinator, mark)
      return { id, link, session: await api.signedIn(link) }
    },
    end: async () => {
      await registration.close()
      await world.end()
    },
  }
}

export type NominationApp = Awaited<ReturnType<typeof nominationApp>>
