// A download of more files than an address can name: a form, sent once, whose answer is the archive.
export function post(address, tokenField, token, field, names) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.enctype = "multipart/form-data";
  form.hidden = true;
  add(form, tokenField ?? "", token ?? "");
  add(form, field, JSON.stringify(names));
  document.body.append(form);
  form.submit();
  form.remove();
}

function add(form, name, value) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  form.append(input);
}
