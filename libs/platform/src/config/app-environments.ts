import {
  address,
  addressPerLang,
  hosts,
  key32,
  oneOf,
  optional,
  otherwise,
  port,
  readEnvironment,
  text,
} from './environment.js'

const database = address('postgres', 'postgresql')
const everywhere = {
  MODE: oneOf('local', 'live', 'test'),
  DATABASE_URL: database,
  KEY_DIRECTORY: text,
  ROOT_PUBLIC_KEY: key32,
} as const

/** Variables of `apps/registration`. */
export const registrationEnvironment = (source?: NodeJS.ProcessEnv) =>
  readEnvironment(
    {
      ...everywhere,
      PORT: port,
      REGISTRATION_HOSTS: hosts,
      MAIL_FROM: text,
      EXIT_URL: otherwise(addressPerLang('https', 'http'), 'https://www.wikipedia.org/'),
    },
    source,
  )

/** Variables of `apps/staff`. */
export const staffEnvironment = (source?: NodeJS.ProcessEnv) =>
  readEnvironment({ ...everywhere, PORT: port, STAFF_HOST: hosts, REGISTRATION_HOSTS: hosts }, source)

/** Variables of `apps/worker`. An empty `QUEUE_URL` is the PostgreSQL backend. */
export const workerEnvironment = (source?: NodeJS.ProcessEnv) =>
  readEnvironment(
    {
      ...everywhere,
      HEALTH_PORT: port,
      QUEUE_URL: optional(address('redis', 'rediss'), ''),
      SMTP_URL: address('smtp', 'smtps'),
      MAIL_FROM: text,
      WORKER_SECRETS: text,
      STAFF_HOST: text,
      REGISTRATION_HOSTS: hosts,
    },
    source,
  )

/** Variables of `apps/cli`; the root key does not exist before the first run. */
export const cliEnvironment = (source?: NodeJS.ProcessEnv) =>
  readEnvironment({ MODE: everywhere.MODE, DATABASE_URL: database, KEY_DIRECTORY: text }, source)

/** Variables of the demonstration, which walks through every door on the connection of its role. */
export const demoEnvironment = (source?: NodeJS.ProcessEnv) =>
  readEnvironment(
    {
      KEY_DIRECTORY: text,
      REGISTRATION_DATABASE_URL: database,
      STAFF_DATABASE_URL: database,
      WORKER_DATABASE_URL: database,
    },
    source,
  )
