// Runs before the first paint: the theme chosen earlier, if any; otherwise the system's.
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? '';
