// The bare limit: a Fastify handler with a schema check and one durable statement that writes two rows.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 })
const app = Fastify({ logger: false })
const statement = `WITH a AS (INSERT INTO bare.application (body) VALUES ($1) RETURNING id)
  INSERT INTO bare.outbox (application_id, class) SELECT id, 'receipt' FROM a`

app.post(
  '/submission',
  {
    schema: {
      body: {
        type: 'object',
        required: ['text'],
        additionalProperties: false,
        properties: { text: { type: 'string', maxLength: 20_000 } },
      },
    },
  },
  async (request, reply) => {
    await pool.query(statement, [(request.body as { text: string }).text])
    return reply.code(303).send()
  },
)

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
