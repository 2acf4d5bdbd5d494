// A real OpenID Connect provider for tests: on a loopback port of the system's, with the people that the test names.
//   node provider.mjs '{"clientId": "...", "clientSecret": "...", "redirect": "http://127.0.0.1:1/...", "people": {"name": {claims}}}'
// It says "listening <issuer>" on its first line and ends with its standard input.
import http from 'node:http'
import Provider, { errors } from 'oidc-provider'

const { clientId, clientSecret, redirect, people } = JSON.parse(process.argv[2])

const server = http.createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirect],
      post_logout_redirect_uris: [],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }],
    claims: { openid: ['sub', 'amr'], profile: ['name', 'preferred_username', 'groups'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    cookies: { keys: ['only-for-tests'] },
  })
  provider.on('server_error', (_, fault) => console.error(fault))

  const answer = provider.callback()
  server.on('request', (request, response) => {
    const interaction = /^\/interaction\/[^/]+$/.test(request.url)
    if (!interaction) return answer(request, response)
    interact(provider, request, response).catch(fault => {
      response.statusCode = fault instanceof errors.SessionNotFound ? 400 : 500
      response.end(String(fault))
    })
  })
  console.log(`listening ${issuer}`)
})

// One form with one field: who is there. Signing in is consent to all that was asked for.
async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end('<!doctype html><title>Provider</title><form method="post"><label>Name <input name="name"></label><button>Sign in</button></form>')
    return
  }
  let body = ''
  for await (const piece of request) body += piece
  const name = new URLSearchParams(body).get('name')
  if (!people[name]) {
    await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'nobody of that name' })
    return
  }
  const { prompt, params } = details
  const grant = new provider.Grant({ accountId: name, clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  const amr = people[name].amr
  await provider.interactionFinished(request, response, {
    login: { accountId: name, ...(amr && { amr }) },
    consent: { grantId: await grant.save() },
  }, { mergeWithLastSubmission: prompt.name !== 'login' })
}

process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
