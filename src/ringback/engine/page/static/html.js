// Preact and htm bound together, and the hooks the page uses. Every module takes them from here.
import { Fragment, h, render } from './vendor/preact.js';
import { useEffect, useLayoutEffect, useRef, useState } from './vendor/hooks.js';
import htm from './vendor/htm.js';

export const html = htm.bind(h);
export { Fragment, render, useEffect, useLayoutEffect, useRef, useState };
