// What the person chose, else what the system prefers: as Mantine reads it later. In a frame of another site’s page
// nothing is stored; there the page around it says what it wants.
(() => {
  const isFramed = location.pathname.startsWith('/embed/');
  const chosen = isFramed
    ? new URLSearchParams(location.search).get('theme')
    : localStorage.getItem('mantine-color-scheme-value');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
