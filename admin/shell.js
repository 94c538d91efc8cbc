// What is around every view: name, navigation, who is signed in, language and colours.

import { button, byId, element, link, orToast } from './elements.js';
import { otherLanguage, switchLanguage, text } from './texts.js';

const THEME_SIGNS = { system: '◐', light: '☀', dark: '☾' };

/** Shows the header; `current` is the name of the view that is open. */
export function showHeader({ session, views, current, signOut }) {
  byId('header').replaceChildren(...[
    skipLink(),
    element('a', { className: 'brand', href: '#/overview' },
      element('img', { src: '/admin/icon.svg', alt: '', width: 24, height: 24 }), 'infiniproxy'),
    navigation(views, current),
    element('div', { className: 'who' }, session ? whoIs(session) : null, languageButton(), themeButton(),
      session ? button(text('signOut'), () => orToast(signOut), { kind: 'quiet' }) : null),
  ].filter(Boolean));
}

function skipLink() {
  const skip = element('a', { className: 'skip', href: '#main' }, text('skip'));
  skip.addEventListener('click', (event) => {
    // The part of the address behind # names the view.
    event.preventDefault();
    byId('main').focus();
  });
  return skip;
}

function navigation(views, current) {
  if (views.length === 0) {
    return null;
  }
  return element('nav', { ariaLabel: text('sections') }, ...views.map((view) => {
    const item = link(text(view.title), `#/${view.name}`);
    if (view.name === current) {
      item.setAttribute('aria-current', 'page');
    }
    return item;
  }));
}

function whoIs(session) {
  return element('span', { className: 'soft' }, session.role === 'admin' ? text('admin') : session.username);
}

function languageButton() {
  const made = button(text('otherLanguage'), () => {
    switchLanguage();
    document.dispatchEvent(new Event('infiniproxy-language-changed'));
  }, { kind: 'quiet' });
  made.lang = otherLanguage();
  return made;
}

function themeButton() {
  const made = button('', () => {
    document.dispatchEvent(new Event('infiniproxy-next-theme'));
    name();
  }, { kind: 'quiet' });
  const name = () => {
    const { theme } = document.documentElement.dataset;
    made.textContent = THEME_SIGNS[theme];
    made.title = text(`theme_${theme}`);
    made.setAttribute('aria-label', text(`theme_${theme}`));
  };
  name();
  return made;
}
