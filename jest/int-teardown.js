module.exports = async () => {
  await globalThis.__SATUDATA_INFRASTRUCTURE__?.stop();
};
