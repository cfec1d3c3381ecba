import '@mantine/core/styles.layer.css';
import 'virtual:theme.css';
import './tokens.css';
import './base.css';
