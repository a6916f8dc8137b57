const element = (id) => document.getElementById(id);

/** Shows who is signed in, and lets people in and out. @param demo the account to offer, or null. */
export function topBar(session, demo) {
  const show = () => {
    const { user } = session;
    element('who').textContent = user ? `${user.name} · ${user.email}` : 'Not signed in';
    element('demo').hidden = user !== null || demo === null;
    element('account').hidden = user !== null;
    element('account').open = false;
    element('sign-out').hidden = user === null;
  };
  const attempt = async (button, work) => {
    button.disabled = true;
    element('problem').textContent = '';
    try {
      await work();
    } catch (error) {
      element('problem').textContent = error.message;
    } finally {
      button.disabled = false;
    }
  };

  const form = element('account').querySelector('form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { email, password } = form.elements;
    void attempt(event.submitter ?? form.querySelector('button'), async () => {
      await session.signIn(email.value, password.value);
      form.reset();
    });
  });
  element('demo').addEventListener('click', ({ currentTarget }) => {
    void attempt(currentTarget, () => session.signIn(demo.email, demo.password));
  });
  element('sign-out').addEventListener('click', ({ currentTarget }) => void attempt(currentTarget, () => session.signOut()));
  element('account').addEventListener('toggle', ({ currentTarget }) => {
    if (currentTarget.open) form.elements.email.focus();
  });
  session.addEventListener('change', show);
  return { show };
}
