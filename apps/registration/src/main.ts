import 'reflect-metadata'
import { registrationEnvironment } from '#platform/config/app-environments.js'
import { start } from '#platform/config/start.js'
import { serve } from '#platform/web/serve.js'
import { registrationApp } from './registration.js'

await start(async () => {
  const environment = registrationEnvironment()
  await serve(registrationApp(environment), environment.PORT)
})
