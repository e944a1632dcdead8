import { getPublicRecognition } from '@alliance/contracts/certificate.contract';
import type { InputOf } from '@alliance/contracts/route';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PublicRecognitionService } from './public-recognition.service.js';

/** Patients and other hospitals, without an account. */
@Public()
@Controller()
export class PublicRecognitionController {
  constructor(private readonly recognition: PublicRecognitionService) {}

  @Handle(getPublicRecognition)
  look(@Input() { params }: InputOf<typeof getPublicRecognition>, @Req() request: FastifyRequest) {
    return this.recognition.look(params.id, request.ip);
  }
}
