// Colours: the system's, or light or dark by choice. No module: it runs before the first paint.

(() => {
  const STORED = 'infiniproxy-theme';
  const THEMES = ['system', 'light', 'dark'];
  const root = document.documentElement;

  function use(theme) {
    root.dataset.theme = THEMES.includes(theme) ? theme : 'system';
  }

  try {
    use(localStorage.getItem(STORED));
  } catch {
    // A browser that keeps nothing for this page still has colours.
    use('system');
  }

  document.addEventListener('infiniproxy-next-theme', () => {
    use(THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length]);
    try {
      localStorage.setItem(STORED, root.dataset.theme);
    } catch {
      // Until the next reload.
    }
    document.dispatchEvent(new Event('infiniproxy-theme-changed'));
  });

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change',
    () => document.dispatchEvent(new Event('infiniproxy-theme-changed')));
})();
