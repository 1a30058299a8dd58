import 'reflect-metadata'
import { dirname } from 'node:path'
import { type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { VerifyAudit } from '#features/audit/cli/verify-audit.js'
import { NameKeeper } from '#features/staff/cli/name-keeper.js'
import { NewEpoch } from '#features/staff/cli/new-epoch.js'
import { PrepareLocal } from '#features/staff/cli/prepare-local.js'
import { RenewAdmin } from '#features/staff/cli/renew-admin.js'
import { SignKey } from '#features/staff/cli/sign-key.js'
import { cliEnvironment } from '#platform/config/app-environments.js'
import { Fault } from '#platform/fault.js'
import { Database } from '#platform/database/database.js'
import { CliModule } from './cli.module.js'
import { demoUsage, readDemoOptions, runDemo } from './demo/demo.js'

type Environment = ReturnType<typeof cliEnvironment>
interface Verb {
  /** What follows the verb, and what it does. */
  readonly usage: string
  readonly run: (app: INestApplicationContext, environment: Environment, given: readonly string[]) => Promise<number>
}

const foldersOf = (environment: Environment) => dirname(environment.KEY_DIRECTORY)

const verbs: Readonly<Record<string, Verb>> = {
  'prepare-local': {
    usage: ': makes a practice copy ready; safe to repeat',
    run: async (app, environment) => {
      await app.get(PrepareLocal).run(foldersOf(environment))
      return 0
    },
  },
  'new-epoch': {
    usage: ' <compartment>: its next key, after a keeper left',
    run: async (app, environment, [compartment = '']) => {
      const keepers = await app.get(NewEpoch).run(foldersOf(environment), compartment)
      console.log(`Keepers with the new key: ${keepers}. It is wrapped to the recovery key too.`)
      return 0
    },
  },
  'name-keeper': {
    usage:
      '<sign-in name> <compartment> <sixteen words>: a colleague keeps a compartment; the words stand on their own key’s page',
    run: async (app, environment, [login = '', compartment = '', ...words]) => {
      const wanted = { login, compartment, words: words.join(' ') }
      const keepers = await app.get(NameKeeper).run(foldersOf(environment), wanted)
      console.log(
        `Keepers with the new key: ${keepers}. A keeper of before now moves the records, on the page of keepers.`,
      )
      return 0
    },
  },
  'renew-admin': {
    usage: ' <sign-in name>: a paper for the only admin, whose password is forgotten',
    run: async (app, environment, [login = '']) => {
      console.log(
        `Code of the paper, for the page of first sign-in: ${await app.get(RenewAdmin).run(foldersOf(environment), login)}`,
      )
      return 0
    },
  },
  'sign-key': {
    usage: ' <sign-in name> <sixteen words>: the root signs a key, where there are no two keepers',
    run: async (app, environment, [login = '', ...words]) => {
      await app.get(SignKey).run(foldersOf(environment), login, words.join(' '))
      console.log('The key is signed by the root.')
      return 0
    },
  },
  demo: {
    usage: demoUsage.replace(/^.*? -- /, '') + ': invented people, on a practice copy',
    run: async (app, _environment, given) => {
      const wanted = readDemoOptions(given)
      if (!wanted) {
        console.error(demoUsage)
        return 2
      }
      const database = app.get(Database)
      const [edition] = await database.query<{ id: string }>(`SELECT id FROM app.edition WHERE code = 'practice'`)
      await runDemo(database, edition?.id ?? '', wanted)
      return 0
    },
  },
  'verify-audit': {
    usage: ': recomputes the chain of the log',
    run: async (app) => {
      const verdict = await app.get(VerifyAudit).run()
      console.log(JSON.stringify(verdict))
      return verdict.brokenAt === null ? 0 : 1
    },
  },
}

const help = Object.entries(verbs)
  .map(([name, { usage }]) => `  ${name}${usage}`)
  .join('\n')

async function main(): Promise<number> {
  const [name = '', ...given] = process.argv.slice(2)
  if (name === '--help' || name === 'help') {
    console.log(`npm run cli -- <verb>\n${help}`)
    return 0
  }
  const verb = verbs[name]
  if (!verb) {
    console.error(`npm run cli -- <verb>\n${help}`)
    return 2
  }
  const environment = cliEnvironment()
  const app = await NestFactory.createApplicationContext(CliModule.with(environment.DATABASE_URL), { logger: false })
  try {
    return await verb.run(app, environment, given)
  } finally {
    await app.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Error)) throw error
  // Codes only: messages of faults hold no value, and neither may this line.
  console.error(
    error instanceof Fault ? `${error.code} ${error.cause instanceof Error ? error.cause.message : ''}` : error.name,
  )
  process.exitCode = 1
}
