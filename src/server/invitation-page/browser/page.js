const QUERY = `query ($token: String!) {
  invitationPreview(token: $token) { organizationName email role invitedByName expiresAt }
}`;

const element = (id) => document.getElementById(id);

async function preview(token) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { token } }),
  });
  return (await response.json()).data?.invitationPreview ?? null;
}

/** Shows what the token in the address is good for. */
async function show() {
  const token = location.hash.slice(1);
  const found = await preview(token).catch(() => undefined);
  element('how').hidden = !found;
  if (!found) {
    element('message').textContent =
      found === undefined
        ? 'The server cannot be reached. Try again in a moment.'
        : 'This invitation is not good any more: it was answered, taken back or sent again, or its time is over.';
    return;
  }
  const { organizationName, email, role, invitedByName, expiresAt } = found;
  const until = new Date(expiresAt).toLocaleString();
  element('heading').textContent = `Join ${organizationName}`;
  element('message').textContent =
    `${invitedByName ?? 'Somebody'} invites ${email} to join "${organizationName}" as ${role.toLowerCase()}, until ${until}.`;
  element('accept').textContent = `mutation {
  acceptInvitation(input: { token: "${token}" }) {
    organization { name viewerRole }
    userErrors { code message }
  }
}`;
}

addEventListener('hashchange', () => void show());
void show();
