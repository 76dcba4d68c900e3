import { OpenAPIHono } from '@hono/zod-openapi'
import { cors } from './middleware/cors.ts'
import { onError, onNotFound, refuseBadInput } from './middleware/errors.ts'
import type { House } from './middleware/house.ts'
import { limit, smallBody } from './middleware/limit.ts'
import { request } from './middleware/request.ts'
import { session } from './middleware/session.ts'
import { account } from './routes/account.ts'
import { assets } from './routes/assets.ts'
import { auth } from './routes/auth.ts'
import { documentOf } from './routes/document.ts'
import { edits } from './routes/edits.ts'
import { events } from './routes/events.ts'
import { files } from './routes/files.ts'
import { health } from './routes/health.ts'
import { hooks } from './routes/hooks.ts'
import { jobs } from './routes/jobs.ts'
import { models } from './routes/models.ts'
import { picks } from './routes/picks.ts'
import { orders } from './routes/orders.ts'
import { prices } from './routes/prices.ts'
import { providers } from './routes/providers.ts'
import { switches } from './routes/switches.ts'
import { tasks } from './routes/tasks.ts'
import { uploads } from './routes/uploads.ts'

export const app = new OpenAPIHono<House>({ defaultHook: refuseBadInput })

app.onError(onError)
app.notFound(onNotFound)

// In this order: a number, who may look, who asks, how often, how much.
app.use(request)
app.use(cors)
app.use('/api/*', session)
app.use(limit)
app.use(smallBody)

app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })

app.route('/', account)
app.route('/', auth)
app.route('/', models)
app.route('/', picks)
app.route('/', providers)
app.route('/', prices)
app.route('/', tasks)
app.route('/', orders)
app.route('/', jobs)
app.route('/', events)
app.route('/', assets)
app.route('/', uploads)
app.route('/', edits)
app.route('/', files)
app.route('/', hooks)
app.route('/', health)
app.route('/', switches)
app.route('/', documentOf(app))
