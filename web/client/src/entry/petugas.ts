// The script of all officers' pages.
import { begin } from "../officer.ts";
import "../officer-case.ts";
import "../officer-door.ts";
import "../officer-office.ts";
import "../officer-report.ts";

begin();
