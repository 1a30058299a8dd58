import { fileURLToPath } from 'node:url'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { staffEnvironment } from '#platform/config/app-environments.js'
import { checkLiveRules, schemeOf } from '#platform/config/live-rules.js'
import { readAsset } from '#platform/web/door/asset.js'
import { openWeb, type WebApp } from '#platform/web/serve.js'
import type { WebSettings } from '#platform/web/settings.js'
import { strangerPage } from './shell/stranger-page.js'
import { StaffModule } from './staff.module.js'

export type StaffEnvironment = ReturnType<typeof staffEnvironment>

// From dist/apps/staff/src to the root of the checkout: CSS and SVG are not compiled.
const look = (file: string) => readAsset(fileURLToPath(new URL(`../../../../libs/ui/src/${file}`, import.meta.url)))

/** The console in its environment. Faults `live_rules`, and those of the key directory at boot. */
export function staffApp(environment: StaffEnvironment): WebApp {
  checkLiveRules(environment)
  const { MODE: mode, KEY_DIRECTORY: path, ROOT_PUBLIC_KEY: rootPublicKey, DATABASE_URL: database } = environment
  const [style, icon] = [look('style.css'), look('icon.svg')]
  const settings: WebSettings = {
    scheme: schemeOf(environment),
    hosts: environment.STAFF_HOST,
    isPractice: mode !== 'live',
    cookie: 'console',
    requestSeconds: 20,
    hasScripts: false,
    strangerPage,
  }
  const place = {
    assets: { style: style.path, icon: icon.path },
    hasLocalKeys: settings.isPractice,
    links: `${settings.scheme}://${environment.REGISTRATION_HOSTS[0] ?? ''}`,
  }

  return {
    settings,
    assets: [style, icon],
    module: (log) => StaffModule.with({ settings, log, database, directory: { path, rootPublicKey, mode }, place }),
  }
}

/** The console opened in this process, ready to listen; `options` replace parts of it (`logTo` for a test's log). */
export const openStaff = (
  environment: StaffEnvironment,
  options: Pick<WebApp, 'logTo'> = {},
): Promise<NestFastifyApplication> => openWeb({ ...staffApp(environment), ...options })
