/** What somebody entered, as hidden fields, so that nothing of a form is lost on the way to it. */
export function KeptFields({ fields }: { fields: URLSearchParams }) {
  return (
    <>
      {[...fields].map(([name, value], index) => (
        <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
