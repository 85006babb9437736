import { ApiProperty } from '@nestjs/swagger';
import type { Words } from '@satudata/contracts';

/** A text for people in both languages. */
export class WordsAnswer implements Words {
  @ApiProperty({ description: 'Bahasa Indonesia' })
  id!: string;

  @ApiProperty({ description: 'English' })
  en!: string;
}
