import { expect } from "chai";
import { isOpenAddress, isOpenHost } from "../../../policies/framework/open-destinations";

describe("hosts that anybody can have", () => {
  for (const host of [
    "*",
    "*.*",
    "*.com",
    "*microsoft.com",
    "*.blob.core.windows.net",
    "*.z13.web.core.windows.net",
    "*.windows.net",
    "*.westus3.cloudapp.azure.com",
    "*.s3.amazonaws.com",
    "a*.example.com",
  ]) {
    it(`are behind ${host}`, () => expect(isOpenHost(host)).to.equal(true));
  }

  for (const host of [
    "example.com",
    "st.blob.core.windows.net",
    "*.data.azurecr.io",
    "*.hf.co",
    "*.ods.opinsights.azure.com",
  ]) {
    it(`are not behind ${host}`, () => expect(isOpenHost(host)).to.equal(false));
  }
});

describe("addresses that anybody can have", () => {
  for (const address of [
    "*",
    "0.0.0.0/0",
    "::/0",
    "0.0.0.0/1",
    "internet",
    "azurecloud",
    "azurecloud.westus3",
    "storage.westus3",
    "0.0.0.0-255.255.255.255",
    "1.0.0.0-4.0.0.0",
  ]) {
    it(`are behind ${address}`, () => expect(isOpenAddress(address)).to.equal(true));
  }

  for (const address of [
    "10.0.0.0/8",
    "fc00::/7",
    "10.0.0.0-10.255.255.255",
    "203.0.113.7",
    "azureactivedirectory",
    "azureresourcemanager",
  ]) {
    it(`are not behind ${address}`, () => expect(isOpenAddress(address)).to.equal(false));
  }
});
