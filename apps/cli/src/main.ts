import 'reflect-metadata'
import { dirname } from 'node:path'
import { type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { VerifyAudit } from '#features/audit/cli/verify-audit.js'
import { NewEpoch } from '#features/staff/cli/new-epoch.js'
import { PrepareLocal } from '#features/staff/cli/prepare-local.js'
import { cliEnvironment } from '#platform/config/app-environments.js'
import { Fault } from '#platform/fault.js'
import { Database } from '#platform/database/database.js'
import { CliModule } from './cli.module.js'
import { demoUsage, readDemoOptions, runDemo } from './demo/demo.js'

type Environment = ReturnType<typeof cliEnvironment>
type Verb = (app: INestApplicationContext, environment: Environment) => Promise<number>

const verbs: Readonly<Record<string, Verb>> = {
  'prepare-local': async (app, environment) => {
    await app.get(PrepareLocal).run(dirname(environment.KEY_DIRECTORY))
    return 0
  },
  'new-epoch': async (app, environment) => {
    const keepers = await app.get(NewEpoch).run(dirname(environment.KEY_DIRECTORY), process.argv[3] ?? '')
    console.log(`Keepers with the new key: ${keepers}. It is wrapped to the recovery key too.`)
    return 0
  },
  demo: async (app) => {
    const wanted = readDemoOptions(process.argv.slice(3))
    if (!wanted) {
      console.error(demoUsage)
      return 2
    }
    const database = app.get(Database)
    const [edition] = await database.query<{ id: string }>(`SELECT id FROM app.edition WHERE code = 'practice'`)
    await runDemo(database, edition?.id ?? '', wanted)
    return 0
  },
  'verify-audit': async (app) => {
    const verdict = await app.get(VerifyAudit).run()
    console.log(JSON.stringify(verdict))
    return verdict.brokenAt === null ? 0 : 1
  },
}

async function main(): Promise<number> {
  const verb = verbs[process.argv[2] ?? '']
  if (!verb) {
    console.error(`Verbs: ${Object.keys(verbs).join(', ')}`)
    return 2
  }
  const environment = cliEnvironment()
  const app = await NestFactory.createApplicationContext(CliModule.with(environment.DATABASE_URL), { logger: false })
  try {
    return await verb(app, environment)
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
