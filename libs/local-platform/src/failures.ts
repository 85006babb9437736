import { PlatformFailure } from './failure.js';

export const wrongNode = (found: string, wanted: string): PlatformFailure =>
  new PlatformFailure(
    'wrong-node',
    `Node.js ${found} terlalu lama: pasang Node.js ${wanted} atau yang lebih baru, lalu jalankan lagi.`,
    `Node.js ${found} is too old: install Node.js ${wanted} or newer, then run this again.`,
  );

export const missingJava = (): PlatformFailure =>
  new PlatformFailure(
    'missing-java',
    'Java tidak ditemukan: pasang JDK 17 atau yang lebih baru (misalnya `apt install default-jdk`) dan pastikan `java` ada di PATH.',
    'Java was not found: install a JDK 17 or newer (for example `apt install default-jdk`) and make sure `java` is on the PATH.',
  );

export const wrongJava = (found: string): PlatformFailure =>
  new PlatformFailure(
    'wrong-java',
    `Java ${found} terlalu lama untuk Kafka: pasang JDK 17 atau yang lebih baru dan letakkan lebih dahulu di PATH.`,
    `Java ${found} is too old for Kafka: install a JDK 17 or newer and put it first on the PATH.`,
  );

export const missingMaven = (): PlatformFailure =>
  new PlatformFailure(
    'missing-maven',
    'Maven tidak ditemukan: pasang Maven (misalnya `apt install maven`), karena Kafka diunduh dengan `mvn` pada jalan pertama.',
    'Maven was not found: install Maven (for example `apt install maven`), because the first start downloads Kafka with `mvn`.',
  );

export const jarsNotDownloaded = (reason: string): PlatformFailure =>
  new PlatformFailure(
    'kafka-download',
    `Kafka tidak dapat diunduh (${reason}): periksa sambungan internet atau setelan Maven di ~/.m2/settings.xml, lalu jalankan lagi.`,
    `Kafka could not be downloaded (${reason}): check the network or the Maven settings in ~/.m2/settings.xml, then run this again.`,
  );

export const portBusy = (port: number, service: string): PlatformFailure =>
  new PlatformFailure(
    'port-busy',
    `Porta ${port} untuk ${service} sedang dipakai program lain: hentikan program itu, atau pilih deret porta lain dengan SATUDATA_PORT_BASE.`,
    `Port ${port} for ${service} is used by another program: stop that program, or choose other ports with SATUDATA_PORT_BASE.`,
  );

export const homeNotWritable = (home: string): PlatformFailure =>
  new PlatformFailure(
    'home-not-writable',
    `Folder ${home} tidak dapat ditulisi: beri izin tulis pada folder itu, atau pilih folder lain dengan SATUDATA_HOME.`,
    `The folder ${home} cannot be written to: grant write permission on it, or choose another folder with SATUDATA_HOME.`,
  );

export const homeInUse = (home: string, pid: number): PlatformFailure =>
  new PlatformFailure(
    'home-in-use',
    `Folder ${home} sedang dipakai platform lain yang masih berjalan (pid ${pid}): hentikan platform itu, atau pilih folder lain dengan SATUDATA_HOME.`,
    `The folder ${home} is used by another platform that is still running (pid ${pid}): stop that one, or choose another folder with SATUDATA_HOME.`,
  );

export const pathClosedToPostgres = (path: string, user: string): PlatformFailure =>
  new PlatformFailure(
    'path-closed-to-postgres',
    `PostgreSQL menolak berjalan sebagai root, dan pengguna ${user} tidak boleh masuk ke ${path}: pindahkan ke folder yang terbuka bagi pengguna lain (misalnya di bawah /srv), atau jalankan sebagai pengguna biasa.`,
    `PostgreSQL refuses to run as root, and the user ${user} may not enter ${path}: move to a folder open to other users (for example under /srv), or run as an ordinary user.`,
  );

export const noPostgresBinaries = (platform: string): PlatformFailure =>
  new PlatformFailure(
    'no-postgres-binaries',
    `PostgreSQL untuk ${platform} belum terpasang: jalankan \`npm ci\` lagi tanpa --omit=optional, atau tunjuk basis data yang ada dengan DATABASE_URL_<LAYANAN>.`,
    `PostgreSQL for ${platform} is not installed: run \`npm ci\` again without --omit=optional, or point to an existing database with DATABASE_URL_<SERVICE>.`,
  );

export const didNotBecomeReady = (name: string, logFile: string): PlatformFailure =>
  new PlatformFailure(
    'not-ready',
    `${name} tidak kunjung siap: baca sebabnya di ${logFile}, perbaiki, lalu jalankan lagi.`,
    `${name} did not become ready: read the cause in ${logFile}, correct it, then run this again.`,
  );

export const stepFailed = (name: string, logFile: string): PlatformFailure =>
  new PlatformFailure(
    'step-failed',
    `Langkah ${name} gagal: baca sebabnya di ${logFile}, perbaiki, lalu jalankan lagi.`,
    `The step ${name} failed: read the cause in ${logFile}, correct it, then run this again.`,
  );

export const notBuilt = (file: string): PlatformFailure =>
  new PlatformFailure(
    'not-built',
    `Berkas ${file} belum dibangun: jalankan \`npm run build\`, lalu jalankan lagi.`,
    `The file ${file} has not been built: run \`npm run build\`, then run this again.`,
  );

export const notStarted = (home: string): PlatformFailure =>
  new PlatformFailure(
    'not-started',
    `Belum ada platform yang berjalan di ${home}: jalankan \`npm start\` lebih dahulu, atau tunjuk foldernya dengan SATUDATA_HOME.`,
    `No platform is running in ${home}: run \`npm start\` first, or name its folder with SATUDATA_HOME.`,
  );

export const brokersAway = (): PlatformFailure =>
  new PlatformFailure(
    'brokers-away',
    'Kafka tidak menjawab: periksa apakah broker berjalan dan alamatnya di KAFKA_BROKERS benar, lalu jalankan lagi.',
    'Kafka does not answer: check that the brokers run and that KAFKA_BROKERS names them, then run this again.',
  );

export const topicsRefused = (reason: string): PlatformFailure =>
  new PlatformFailure(
    'topics-refused',
    `Kafka menolak membuat topik (${reason}): sesuaikan jumlah partisi atau salinan dengan broker yang ada, lalu jalankan lagi.`,
    `Kafka refused to create the topics (${reason}): fit the number of partitions or copies to the brokers there are, then run this again.`,
  );

export const topicsDiffer = (differences: readonly string[]): PlatformFailure =>
  new PlatformFailure(
    'topics-differ',
    `Topik yang ada tidak seperti yang dijanjikan kontrak (${differences.join('; ')}): perbaiki setelannya di Kafka, lalu jalankan lagi.`,
    `Topics are not as the contracts promise (${differences.join('; ')}): correct their settings in Kafka, then run this again.`,
  );
