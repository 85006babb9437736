/** Under this token every service finds its own name, as in its folder. */
export const SERVICE_NAME = Symbol('service-name');
