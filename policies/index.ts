import { controls } from "./controls";
import { startPack } from "./framework/pack";
startPack(controls);
