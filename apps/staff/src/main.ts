import 'reflect-metadata'
import { staffEnvironment } from '#platform/config/app-environments.js'
import { start } from '#platform/config/start.js'
import { serve } from '#platform/web/serve.js'
import { staffApp } from './staff.js'

await start(async () => {
  const environment = staffEnvironment()
  await serve(staffApp(environment), environment.PORT)
})
