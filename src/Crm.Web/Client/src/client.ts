import * as board from './board';
import * as connection from './connection';
import * as diagram from './diagram';
import * as keep from './keep-text';
import * as keyboard from './keyboard';
import * as menu from './menu';
import * as pickList from './pick-list';
import * as session from './session';
import * as strips from './strips';
import * as theme from './theme';

board.begin();
connection.begin();
keep.begin();
keyboard.begin();
menu.begin();
pickList.begin();
session.begin();
strips.begin();

// .NET calls these by name.
Object.assign(window, { crm: { diagram, keep, keyboard, theme } });
