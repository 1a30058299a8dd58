import { createServer } from 'node:net'
import { Stop } from '../ground.mjs'

const wanted = {
  registration: { variable: 'REGISTRATION_PORT', standard: 3000 },
  staff: { variable: 'STAFF_PORT', standard: 3001 },
  mailbox: { variable: 'MAILBOX_PORT', standard: 3002 },
  worker: { variable: 'WORKER_PORT', standard: 3003 },
}

/** The four ports of the practice copy as the environment wants them. */
export const portsFrom = (env = process.env) =>
  Object.fromEntries(
    Object.entries(wanted).map(([name, { variable, standard }]) => [
      name,
      env[variable] ? portFrom(variable, env[variable]) : standard,
    ]),
  )

/** The same, each free at this moment; else one line says which variable moves it. */
export async function choosePorts(env = process.env) {
  const ports = portsFrom(env)
  for (const [name, { variable }] of Object.entries(wanted)) {
    if (!(await isFree(ports[name]))) {
      throw new Stop(
        `Port ${ports[name]} (${name}) is in use: end what uses it, or choose another with ${variable}=<port> npm start.`,
      )
    }
  }
  return ports
}

function portFrom(variable, text) {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port < 65_536) return port
  throw new Stop(`${variable} must be a port number between 1 and 65535.`)
}

/** Free on both loopback addresses: browsers try ::1 first for "localhost" and would meet somebody else there. */
async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'))
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
