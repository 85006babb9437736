/** The villages whose every household is seeded: Hanura, Podomoro, Sribhawono, Cinta Mulya. */
export const PROTOTYPE_VILLAGES = ['18.09.10.2004', '18.10.01.2009', '18.07.15.2001', '18.01.17.2006'] as const;
