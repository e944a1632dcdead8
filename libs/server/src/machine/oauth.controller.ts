import { grantableScopes } from '@alliance/domain/access/machine-scope';
import { Refusal } from '@alliance/domain/refusal';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { Public } from '../platform/auth/auth.guard.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { ClientAssertion, tokenPath } from './client-assertion.js';
import { OAuthError } from './oauth-error.js';
import { signingAlgorithms } from './public-key.js';
import { readTokenRequest } from './token-request.js';
import { TokenService, type TokenAnswer } from './token.service.js';

/** The OAuth 2.0 token endpoint of machine clients, outside `/api`: its forms and errors are those of RFC 6749, not of the contracts. */
@ApiExcludeController()
@Public()
@Controller()
export class OAuthController {
  constructor(
    private readonly assertions: ClientAssertion,
    private readonly tokens: TokenService,
    private readonly limit: AddressLimit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('oauth/token')
  @HttpCode(200)
  async token(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    void reply.header('cache-control', 'no-store');
    try {
      return await this.answer(request);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      void reply.status(error.status);
      if (error.status === 429) void reply.header('retry-after', '60');
      return { error: error.error, error_description: error.description };
    }
  }

  /** RFC 8414. */
  @Get('.well-known/oauth-authorization-server')
  metadata(): object {
    const { origin } = this.config;
    return {
      issuer: origin,
      token_endpoint: `${origin}${tokenPath}`,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: signingAlgorithms,
      grant_types_supported: ['client_credentials', 'refresh_token'],
      response_types_supported: [],
      scopes_supported: grantableScopes,
      service_documentation: `${origin}/api/docs`,
    };
  }

  private async answer(request: FastifyRequest): Promise<TokenAnswer> {
    await this.limit.ask(request.ip).catch((error: unknown) => {
      if (error instanceof Refusal) throw new OAuthError('temporarily_unavailable', 'too many requests from this address');
      throw error;
    });
    const asked = readTokenRequest(request);
    const client = await this.assertions.prove(asked.assertion, asked.clientId);
    return asked.refreshToken === undefined
      ? this.tokens.begin(client, asked.scope, request.ip)
      : this.tokens.refresh(client, asked.refreshToken, asked.scope, request.ip);
  }
}
