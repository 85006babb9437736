import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ForProvince, Problem, ServiceConfig, TheCaller, type Caller } from '@satudata/service-kit';
import type { IdentityConfig } from '../identity-config.js';
import type { RecordedKey } from './signing-key.js';
import { SigningKeyRegister } from './signing-key-register.js';
import { stateOf } from './signing-key.rules.js';
import { KeyDeedRequest, SigningKeyList, type SigningKeyAnswer } from './signing-keys.dto.js';

/** The keys that sign tokens, for whoever runs the platform. Private parts are never answered. */
@ApiTags('signing-keys')
@ForProvince()
@Controller('v1/signing-keys')
export class SigningKeysController {
  constructor(
    private readonly keys: SigningKeyRegister,
    @Inject(ServiceConfig) private readonly config: IdentityConfig,
  ) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: SigningKeyList })
  async list(): Promise<SigningKeyList> {
    this.requireOwnKeys();
    return listOf(await this.keys.list());
  }

  @Post('rotation')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: SigningKeyList })
  async rotate(@TheCaller() { client }: Caller, @Body() { reason }: KeyDeedRequest): Promise<SigningKeyList> {
    this.requireOwnKeys();
    await this.keys.rotate({ by: client, reason });
    return listOf(await this.keys.list());
  }

  /** For a key that leaked: the tokens that it signed are worth nothing either. */
  @Post(':kid/withdrawal')
  @HttpCode(200)
  @Allow('operate')
  @ApiOkResponse({ type: SigningKeyList })
  async withdraw(
    @TheCaller() { client }: Caller,
    @Param('kid') kid: string,
    @Body() { reason }: KeyDeedRequest,
  ): Promise<SigningKeyList> {
    this.requireOwnKeys();
    if (!(await this.keys.withdraw(kid, { by: client, reason }))) throw new Problem('not-found');
    return listOf(await this.keys.list());
  }

  private requireOwnKeys(): void {
    if (this.config.IDENTITY_SIGNING_KEYS !== undefined) throw new Problem('conflict', { detail: GIVEN });
  }
}

const GIVEN = {
  id: 'Kunci diberikan lewat IDENTITY_SIGNING_KEYS; gantilah di sana.',
  en: 'The keys are given by IDENTITY_SIGNING_KEYS; change them there.',
};

function listOf(keys: readonly RecordedKey[]): SigningKeyList {
  const now = new Date();
  const answerOf = (key: RecordedKey): SigningKeyAnswer => {
    const { kid, signsFrom, made, withdrawn } = key;
    return { kid, state: stateOf(key, keys, now), signsFrom, made, withdrawn };
  };
  return { keys: keys.map(answerOf) };
}
