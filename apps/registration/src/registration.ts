import { fileURLToPath } from 'node:url'
import type { registrationEnvironment } from '#platform/config/app-environments.js'
import { checkLiveRules, schemeOf } from '#platform/config/live-rules.js'
import { Sql } from '#platform/database/sql.js'
import { readAsset } from '#platform/web/door/asset.js'
import type { WebApp } from '#platform/web/serve.js'
import type { WebSettings } from '#platform/web/settings.js'
import { answerPseudoLangs } from '#words/index.js'
import { RegistrationModule } from './registration.module.js'
import { strangerPage } from './shell/stranger-page.js'

export type RegistrationEnvironment = ReturnType<typeof registrationEnvironment>

// From dist/apps/registration/src to the root of the checkout: CSS, SVG and the script of the pages are not compiled.
const look = (file: string) => readAsset(fileURLToPath(new URL(`../../../../libs/ui/src/${file}`, import.meta.url)))

/** How the public app is reached in its environment. */
export const registrationSettings = (environment: RegistrationEnvironment): WebSettings => ({
  scheme: schemeOf(environment),
  hosts: environment.REGISTRATION_HOSTS,
  isPractice: environment.MODE !== 'live',
  cookie: 'form',
  // Weak networks: the whole page of a form may take this long to arrive.
  requestSeconds: 30,
  hasScripts: true,
  strangerPage,
})

/** The public app in its environment. Faults `live_rules`, and those of the key directory at boot. */
export function registrationApp(
  environment: RegistrationEnvironment,
  settings: WebSettings = registrationSettings(environment),
): WebApp {
  checkLiveRules(environment)
  const { MODE: mode, KEY_DIRECTORY: path, ROOT_PUBLIC_KEY: rootPublicKey } = environment
  answerPseudoLangs(mode !== 'live')
  const [style, icon, script] = [look('style.css'), look('icon.svg'), look('applicant.js')]
  const place = {
    assets: { style: style.path, icon: icon.path, script: script.path },
    exits: environment.EXIT_URL,
    isPractice: settings.isPractice,
    mailAddress: environment.MAIL_FROM,
    hosts: environment.REGISTRATION_HOSTS,
  }
  // Eight connections keep two cores as busy as sixteen, and spoil each other's caches less: sending is a tenth faster.
  const sql = new Sql(environment.DATABASE_URL, 8)

  return {
    settings,
    assets: [style, icon, script],
    module: (log) => RegistrationModule.with({ settings, log, sql, directory: { path, rootPublicKey, mode }, place }),
    close: () => sql.close(),
  }
}
