// `npm run attack`: the long forms of the tests. Prints what became of every mail and every request, and ends with 1 when
// a promise broke. `npm run attack -- public [pairs]` leaves the mails out.
import 'reflect-metadata'
import path from 'node:path'
import { clusterAddress, launcherPart, startRunCluster } from '#test/support/cluster.js'
import { MailWorld } from '#test/support/mail-world.js'
import { buildQueueSchema, dropQueueSchema } from '#test/support/queue/queue-schema.js'
import { MailTrap } from '#test/support/smtp.js'
import { attackPublicApp } from './attacks/public-app.js'
import { type KillResult, killRun } from './kill-run.js'

const kills = Number(process.argv[2] ?? 200)
const mails = Number(process.argv[3] ?? 500)

type Running = Awaited<ReturnType<typeof startRunCluster>>
interface Embedded {
  startCluster: (options: {
    folder: string
    password: string
    logFile: string
    port: number
    settings: object
  }) => Promise<Running>
}

/** Stops the database in the middle of whatever it does and starts it again on the same port. */
async function restart(cluster: Running): Promise<Running> {
  const { startCluster } = await launcherPart<Embedded>('database/embedded.mjs')
  const { port, passwords } = clusterAddress()
  const { folder } = cluster
  await cluster.stop()
  const files = { folder: path.join(folder, 'data'), logFile: path.join(folder, 'postgres.log') }
  const again = await startCluster({
    ...files,
    password: passwords.postgres,
    port,
    settings: { max_connections: '200' },
  })
  return { ...again, folder }
}

function print(result: KillResult, seconds: number): boolean {
  const { uncertain } = result
  const shown = uncertain.byKill + uncertain.byServer
  console.log(
    `${result.kills} kills in ${seconds} s: ${result.accepted} accepted, ${result.lost} lost, ${result.doubled} sent twice`,
  )
  console.log(`uncertain ${shown}: ${uncertain.byKill} by a kill, ${uncertain.byServer} by a server that hung up`)
  console.log(
    `uncertain and listed for a person ${uncertain.listed}, of them really taken by the server ${uncertain.taken}`,
  )
  return result.lost === 0 && result.doubled === 0 && uncertain.listed === shown && uncertain.byKill <= result.kills
}

let cluster = await startRunCluster()

/** True when no mail was lost or doubled, whatever was killed. */
async function attackMails(): Promise<boolean> {
  const world = await MailWorld.make()
  const trap = await MailTrap.start()
  const begun = Date.now()
  const result = await killRun(world, trap, {
    mails,
    kills,
    seed: 11,
    disturb: async (nth) => {
      if (nth % 10 === 0) process.stdout.write(`\r${nth} of ${kills}`)
      if (nth % 50 === 25) cluster = await restart(cluster)
      if (nth % 40 === 20) {
        await dropQueueSchema(world.admin)
        await buildQueueSchema(world.database.url('app_operator'))
      }
    },
  })
  process.stdout.write('\r')
  await trap.close()
  await world.drop()
  return print(result, Math.round((Date.now() - begun) / 1000))
}

try {
  const isPublicOnly = process.argv[2] === 'public'
  const isMailKept = isPublicOnly || (await attackMails())
  const pairs = isPublicOnly ? Number(process.argv[3] ?? 2000) : 2000
  process.exitCode = (await attackPublicApp(pairs)) && isMailKept ? 0 : 1
} finally {
  await cluster.stop()
}
