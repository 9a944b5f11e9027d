// The blocks of a template card (docs 90236 §template_card, 101032). Types only: a card of the wire is not trusted to
// have them, checkCard refuses what WeCom would refuse, and the page draws what it finds.

interface Title {
  title?: string;
  desc?: string;
}

export interface CardRow {
  keyname: string;
  value?: string;
  /** 1 link, 2 file, 3 person */
  type?: number;
  url?: string;
  userid?: string;
}

export interface CardButton {
  text: string;
  key: string;
  /** 1 opens `url` instead of pressing `key` */
  type?: number;
  url?: string;
  /** 1 is the strong one */
  style?: number;
}

export interface CardChoice {
  question_key: string;
  title?: string;
  option_list?: { id: string; text: string; is_checked?: boolean }[];
  selected_id?: string;
  disable?: boolean;
  /** of a checkbox: 0 one answer, 1 several */
  mode?: number;
}

export interface TemplateCard {
  source?: { desc?: string };
  main_title?: Title;
  emphasis_content?: Title;
  quote_area?: { title?: string; quote_text?: string };
  sub_title_text?: string;
  vertical_content_list?: Title[];
  horizontal_content_list?: CardRow[];
  jump_list?: { title: string; url?: string }[];
  card_action?: { url?: string };
  select_list?: CardChoice[];
  button_selection?: CardChoice;
  checkbox?: CardChoice;
  button_list?: CardButton[];
  submit_button?: CardButton;
  action_menu?: { action_list?: CardButton[] };
  /** what the buttons became once somebody pressed one */
  replace_text?: string;
}
